/** Where the printed form of a notice is. */
export function pdfDellAvviso(id: string): string {
  return `/api/pagamenti/avvisi/${encodeURIComponent(id)}/pdf`
}
