import type { CodegenConfig } from '@graphql-codegen/cli'

/** Folder of the committed SDL files, exported from the backend's code. */
const sdl = '../graphql'

const config = {
  // A fragment's type is used as it is: pages pass plain objects to their parts.
  fragmentMasking: false,
}

const scalars = {
  Giorno: '../../kit/tempo/giorno#Giorno',
  Istante: '../../kit/tempo/istante#Istante',
  Importo: '../../kit/denaro/importo#Importo',
  PrezzoUnitario: '../../kit/denaro/prezzoUnitario#PrezzoUnitario',
  AnnoScolastico: 'string',
  CodiceFiscale: 'string',
  Json: 'unknown',
}

/** The typed operations of one of the two entries, from the schema that it speaks to. */
function operazioni(ingresso: 'portale' | 'ufficio') {
  return {
    schema: `${sdl}/${ingresso}.graphql`,
    documents: [`src/${ingresso}/**/*.{ts,tsx}`, `!src/${ingresso}/gql/**`],
    preset: 'client' as const,
    presetConfig: config,
    config: {
      scalars,
      strictScalars: true,
      documentMode: 'string' as const,
      useTypeImports: true,
      enumsAsTypes: true,
      skipTypename: true,
    },
  }
}

export default {
  ignoreNoDocuments: true,
  errorsOnly: true,
  generates: {
    'src/portale/gql/': operazioni('portale'),
    'src/ufficio/gql/': operazioni('ufficio'),
  },
} satisfies CodegenConfig
