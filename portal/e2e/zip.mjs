// A zip file of a few files, stored as they are.
import { crc32 } from 'node:zlib'

/** @param {Record<string, Buffer | string>} files By their path. */
export function zip(files) {
  const parti = []
  const indice = []
  let posizione = 0
  for (const [percorso, contenuto] of Object.entries(files)) {
    const nome = Buffer.from(percorso)
    const dati = Buffer.from(contenuto)
    // Version, flags, method, time, date, checksum, the two sizes, length of the name, no extra field.
    const comune = Buffer.alloc(26)
    comune.writeUInt16LE(20, 0)
    comune.writeUInt16LE(0x21, 8)
    comune.writeUInt32LE(crc32(dati), 10)
    comune.writeUInt32LE(dati.length, 14)
    comune.writeUInt32LE(dati.length, 18)
    comune.writeUInt16LE(nome.length, 22)
    const locale = Buffer.concat([Buffer.from('PK\x03\x04'), comune, nome, dati])
    const coda = Buffer.alloc(14)
    coda.writeUInt32LE(posizione, 10)
    indice.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), comune, coda, nome)
    parti.push(locale)
    posizione += locale.length
  }
  const elenco = Buffer.concat(indice)
  const fine = Buffer.alloc(22)
  fine.write('PK\x05\x06', 'latin1')
  fine.writeUInt16LE(parti.length, 8)
  fine.writeUInt16LE(parti.length, 10)
  fine.writeUInt32LE(elenco.length, 12)
  fine.writeUInt32LE(posizione, 16)
  return Buffer.concat([...parti, elenco, fine])
}
