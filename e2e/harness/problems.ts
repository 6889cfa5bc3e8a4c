// What a page must never do: throw, break the policy, crash, or reach beyond its origin.
import type { BrowserContext, Page } from '@playwright/test'

/** Collects what went wrong in every page and worker of a browser. */
export interface Problems {
  watch(context: BrowserContext): void
  /** Declares a problem that the test brings about; it must then happen, at least once. */
  expect(pattern: RegExp): void
  /** What happened undeclared, and what was declared and did not happen. */
  remaining(): string[]
}

const policyWords = /Content Security Policy|Trusted ?(Types?|HTML|Script)|Refused to/i

/** Our own addresses, and those that never leave the browser. */
function staysInside(address: string, origin: string): boolean {
  const url = new URL(address)
  return ['blob:', 'data:', 'about:', 'chrome:'].includes(url.protocol) || url.origin === origin
}

/** @param origin the only one that may be asked for anything */
export function collectProblems(origin: string): Problems {
  const happened: string[] = []
  const declared: RegExp[] = []
  const watchPage = (page: Page) => {
    page.on('crash', () => happened.push(`crashed: ${page.url()}`))
  }
  return {
    watch(context) {
      for (const page of context.pages()) watchPage(page)
      context.on('page', watchPage)
      context.on('weberror', (event) => happened.push(`uncaught: ${String(event.error())}`))
      context.on('console', (message) => {
        if (message.type() === 'error' && policyWords.test(message.text()))
          happened.push(`policy: ${message.text()}`)
      })
      context.on('request', (request) => {
        if (!staysInside(request.url(), origin)) happened.push(`left the origin: ${request.url()}`)
      })
    },
    expect: (pattern) => void declared.push(pattern),
    remaining() {
      const undeclared = happened.filter((one) => !declared.some((pattern) => pattern.test(one)))
      const missing = declared.filter((pattern) => !happened.some((one) => pattern.test(one)))
      return [...undeclared, ...missing.map((pattern) => `did not happen: ${String(pattern)}`)]
    },
  }
}
