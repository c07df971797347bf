import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const pagina = (percorso: string) => fileURLToPath(new URL(percorso, import.meta.url))

/** Where the development server finds the API: a comune of the demo. */
const api = process.env.CAMPANELLA_API ?? 'http://localhost:8080'

/**
 * Leaves out the icon font of the video player that Bootstrap Italia carries inside its style
 * sheet: no page plays videos, and the content security policy allows no `data:` fonts.
 */
function withoutDataFonts(): Plugin {
  return {
    name: 'without-data-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith('bootstrap-italia.min.css')) return code.replace(/@font-face\{[^}]*url\(data:[^}]*\}/g, '')
      return null
    },
  }
}

export default defineConfig({
  plugins: [withoutDataFonts(), react()],
  build: {
    outDir: 'dist',
    // Fonts and drawings stay files of their own: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { portale: pagina('./index.html'), ufficio: pagina('./ufficio/index.html') },
    },
  },
  server: {
    proxy: {
      '/graphql': { target: api, ws: true },
      '/api': api,
    },
  },
  test: {
    environment: 'jsdom',
    // design-react-kit names its entry for bundlers only.
    alias: { 'design-react-kit': pagina('./node_modules/design-react-kit/dist/index.js') },
    server: { deps: { inline: ['design-react-kit'] } },
    include: ['src/**/*.test.{ts,tsx}'],
  },
})
