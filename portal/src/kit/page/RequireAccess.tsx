import { Navigate, Outlet, useLocation } from 'react-router'

/** The pages inside show only to somebody logged in; others log in first and then come back. */
export function RequireAccess({ allowed }: { readonly allowed: boolean }) {
  const { pathname, search } = useLocation()
  if (!allowed) return <Navigate to="/accedi" replace state={{ from: pathname + search }} />
  return <Outlet />
}
