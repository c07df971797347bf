import { useComune } from '../../kit/page/ComuneContext'

/** In a demonstration messages do not leave the machine: where to read them. */
export function PostaLocale() {
  const { sviluppo, postaLocale } = useComune()
  if (!sviluppo || !postaLocale) return null
  return (
    <p className="mb-0 mt-2">
      Questa è una dimostrazione: il messaggio si legge nella <a href={postaLocale}>posta della dimostrazione</a>.
    </p>
  )
}
