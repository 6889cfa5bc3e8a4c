// The one place that says which headers Holdall is served with. The local server, Vite's dev server and
// the `_headers` file for static hosts are all made from it, so what is tested is what is hosted.

/** One `Content-Security-Policy` for the production build: no inline code or style, nothing leaves the origin. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'", // SQLite is WebAssembly
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:", // previews are blob: URLs of the user's own files
  "media-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types solid-template default',
].join('; ')

/** Sent with every response. COOP/COEP keep other origins out of the process that holds the user's files. */
export const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

/** Vite's dev server injects inline code, so it gets everything but the policy; tests run on the production build. */
export const devHeaders = Object.fromEntries(
  Object.entries(securityHeaders).filter(([name]) => name !== 'Content-Security-Policy'),
)

/**
 * How long a response may be kept: names with a content hash for ever, everything else is asked for again.
 * @param {string} path URL path, starting with a slash
 */
export function cacheControl(path) {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

/** The text of `_headers`, as Netlify, Cloudflare Pages and others read it. */
export function headersFile() {
  const lines = Object.entries(securityHeaders).map(([name, value]) => `  ${name}: ${value}`)
  return [
    '/*',
    ...lines,
    '  Cache-Control: no-cache',
    '/assets/*',
    '  ! Cache-Control',
    `  Cache-Control: ${cacheControl('/assets/')}`,
    '',
  ].join('\n')
}
