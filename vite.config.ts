import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import solid from 'vite-plugin-solid'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig, type Plugin } from 'vitest/config'
import { chromiumArgs, findChromium } from './scripts/chromium.js'
import { devHeaders, headersFile, securityHeaders } from './scripts/headers.js'

/**
 * Solid makes its templates through `innerHTML`, which Trusted Types forbid. The templates are constants of
 * our own build, so this one call gets a policy of its own; the policy is created once, at load, and its
 * name cannot be created a second time, so no other code can borrow it.
 */
function trustedSolidTemplates(): Plugin {
  const sink = 't.innerHTML = html'
  return {
    name: 'holdall:trusted-solid-templates',
    enforce: 'pre',
    transform(code, id) {
      if (!/solid-js\/web\/dist\/web\.js/.test(id)) return undefined
      if (!code.includes(sink))
        throw new Error('solid-js changed how it makes templates: adapt trustedSolidTemplates')
      const policy =
        "const holdallTemplates = globalThis.trustedTypes ? globalThis.trustedTypes.createPolicy('solid-template', { createHTML: (html) => html }) : { createHTML: (html) => html };\n"
      return {
        code: policy + code.replace(sink, 't.innerHTML = holdallTemplates.createHTML(html)'),
        map: null,
      }
    },
  }
}

/** `_headers` for static hosts, made from the policy that the local server uses. */
function hostHeaders(): Plugin {
  return {
    name: 'holdall:host-headers',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() })
    },
  }
}

/** The licences of what is bundled, where the app can show them. */
function thirdPartyNotices(): Plugin {
  return {
    name: 'holdall:third-party-notices',
    apply: 'build',
    generateBundle() {
      const source = readFileSync(new URL('THIRD-PARTY-NOTICES.md', import.meta.url), 'utf8')
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-NOTICES.txt', source })
    },
  }
}

/** Names this build: two tabs of different builds must not share one core. */
function buildId(): string {
  const version: string = JSON.parse(
    readFileSync(new URL('package.json', import.meta.url), 'utf8'),
  ).version
  if (process.env['HOLDALL_BUILD_ID']) return process.env['HOLDALL_BUILD_ID']
  try {
    const commit = execFileSync('git', ['rev-parse', '--short=10', 'HEAD'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const changed =
      execFileSync('git', ['status', '--porcelain'], { stdio: ['ignore', 'pipe', 'ignore'] })
        .length > 0
    return `${version}+${commit.toString().trim()}${changed ? `.${Date.now().toString(36)}` : ''}`
  } catch {
    return `${version}+${Date.now().toString(36)}` // a downloaded archive has no history
  }
}

const testBrowser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({
    launchOptions: { executablePath: findChromium().path, args: chromiumArgs },
  }),
  instances: [{ browser: 'chromium' as const }],
})

export default defineConfig(({ mode }) => ({
  define: { __BUILD_ID__: JSON.stringify(mode === 'test' ? 'test' : buildId()) },
  plugins: [
    solid(),
    trustedSolidTemplates(),
    hostHeaders(),
    thirdPartyNotices(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/workers',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,wasm,webmanifest,txt}'],
        maximumFileSizeToCacheInBytes: 8 << 20,
      },
      manifest: {
        id: '/',
        name: 'Holdall',
        short_name: 'Holdall',
        description:
          'Browse, preview and organise the folders of this computer, in place and offline.',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        display_override: ['standalone'],
        background_color: '#F3F3F0',
        theme_color: '#F3F3F0',
        categories: ['productivity', 'utilities'],
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          {
            src: '/icons/icon-maskable-512.png',
            sizes: '512x512',
            type: 'image/png',
            purpose: 'maskable',
          },
          { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      devOptions: { enabled: false },
    }),
  ],
  worker: { format: 'es' as const },
  build: {
    target: 'es2024',
    assetsInlineLimit: 0, // a data: URL would need a hole in the policy
    manifest: true, // the size gate walks it
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  server: { headers: devHeaders, host: '127.0.0.1' },
  preview: { headers: securityHeaders, host: '127.0.0.1' },
  optimizeDeps: { exclude: ['wa-sqlite'] },
  test: {
    environment: 'node', // vite-plugin-solid would ask for jsdom
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.js'],
          exclude: ['src/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        optimizeDeps: {
          exclude: ['wa-sqlite'],
          include: ['solid-js', 'solid-js/web', 'comlink', 'valibot'],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts', 'src/**/*.browser.test.tsx'],
          browser: testBrowser(),
        },
      },
    ],
  },
}))
