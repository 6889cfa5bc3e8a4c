// What a person can pass on about a bug. Made here, read and sent by nobody but them.

export interface CrashReport {
  /** Short enough to read over the telephone. */
  readonly reportId: string
  readonly text: string
}

/**
 * @param error whatever was thrown
 * @param reportId given by the core for its own defects; minted if left out
 */
export function makeReport(error: unknown, reportId = mintReportId()): CrashReport {
  const lines = [
    `Holdall report ${reportId}`,
    `version ${__BUILD_ID__}`,
    `browser ${navigator.userAgent}`,
    `time    ${new Date().toISOString()}`,
    '',
    describe(error),
  ]
  return { reportId, text: lines.join('\n') }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // Chromium's stack starts with name and message, Firefox's does not.
  const head = `${error.name}: ${error.message}`
  const stack = error.stack ?? ''
  const own = stack.startsWith(head) ? stack : `${head}\n${stack}`
  return error.cause === undefined ? own : `${own}\nbecause of ${describe(error.cause)}`
}

function mintReportId(): string {
  const [chance = 0] = crypto.getRandomValues(new Uint16Array(1))
  return chance.toString(16).toUpperCase().padStart(4, '0')
}
