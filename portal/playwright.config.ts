import { defineConfig } from '@playwright/test'

/** A Chromium that opens nothing of its own: no updates, no accounts, no first-run pages. */
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.mjs',
  globalSetup: './e2e/demo.mjs',
  // Each worker has a demonstration of its own, whose families and kitchens its tests share. For one
  // test `--workers=1` starts a single one; one that runs already is not shared.
  workers: process.env.CAMPANELLA_E2E_RAPPORTO ? 1 : 2,
  // The longest takes half a minute on two busy cores: what ends it is a condition, not this.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CAMPANELLA_CHROMIUM ?? '/usr/bin/chromium',
      args: FLAGS.split(' '),
    },
  },
  projects: [
    { name: 'telefono', use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
    { name: 'scrivania', use: { viewport: { width: 1280, height: 900 } } },
  ],
})
