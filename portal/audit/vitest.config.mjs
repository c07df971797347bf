// What other people's programs say of the running server.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.audit.mjs'],
    globalSetup: ['./setup.mjs'],
    // One server for all: it is not there to be measured.
    fileParallelism: false,
    testTimeout: 120_000,
  },
})
