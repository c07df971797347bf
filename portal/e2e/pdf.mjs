// What a machine reads on a printed page.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const esegui = promisify(execFile)

/** The texts of the QR codes on a PDF, as a reader finds them on its pages. */
export async function codiciStampati(pdf) {
  const cartella = await mkdtemp(join(tmpdir(), 'campanella-pdf-'))
  try {
    await esegui('pdftoppm', ['-r', '200', '-png', pdf, join(cartella, 'pagina')])
    const pagine = (await readdir(cartella)).map((nome) => join(cartella, nome))
    const { stdout } = await esegui('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', ...pagine])
    return stdout.trim().split('\n')
  } finally {
    await rm(cartella, { recursive: true, force: true })
  }
}
