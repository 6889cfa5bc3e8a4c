import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0, // a test that passes the second time has found something
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000, // a browser start takes up to 5 s on a busy machine, and a restart is another
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../.cache/playwright.json' }]],
  use: { actionTimeout: 10_000, screenshot: 'only-on-failure' },
})
