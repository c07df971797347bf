// What a machine reads on a printed page.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const esegui = promisify(execFile)

/**
 * The texts of the QR codes on a PDF, as a reader finds them on its pages. Null where this machine
 * has no reader: a run that decides (`CI=true`) fails instead.
 */
export async function codiciStampati(pdf) {
  try {
    return await leggiCodici(pdf)
  } catch (errore) {
    if (errore.code !== 'ENOENT' || process.env.CI) throw errore
    console.log(`SKIPPED: no ${errore.path} (Debian packages poppler-utils, zbar-tools)`)
    return null
  }
}

async function leggiCodici(pdf) {
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
