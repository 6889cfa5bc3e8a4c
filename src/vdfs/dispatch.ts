// The gate between the contract and the core: every call, whoever makes it, is parsed here, and every defect
// becomes a value here.
import * as v from 'valibot'
import { coreSpec, type CoreHandlers } from './api/core-api.ts'
import type { CommonError } from './api/core-errors.ts'
import { CommandIdSchema, type CommandId } from './api/ids.ts'
import type { MethodSpec } from './api/method.ts'
import { err, type Err } from './api/result.ts'
import { SqlFault, type Log } from './ports.ts'

/** Runs one method by name. @returns the method's Result, or a CommonError; never rejects */
export type Dispatch = (method: string, input: unknown, commandId: unknown) => Promise<unknown>

interface Route {
  readonly spec: MethodSpec
  readonly run: (input: unknown, context: { readonly commandId: CommandId }) => Promise<unknown>
}

export function createDispatch(handlers: CoreHandlers, log: Log): Dispatch {
  const routes = routesOf(handlers)
  return async (method, input, commandId) => {
    const route = routes.get(method)
    if (route === undefined) return invalid(method, ['there is no such method'])
    const id = v.safeParse(CommandIdSchema, commandId)
    if (!id.success)
      return invalid(method, ['a command id has 20 to 40 lower-case letters and digits'])
    const parsed = v.safeParse(route.spec.input, input)
    if (!parsed.success) return invalid(method, parsed.issues.slice(0, 10).map(issueText))
    try {
      return await route.run(parsed.output, { commandId: id.output })
    } catch (error) {
      // Writes answer it themselves; this is a read that the disk or the database would not give.
      if (error instanceof SqlFault)
        return err({ type: 'DatabaseFault', message: error.message } satisfies CommonError)
      const message = error instanceof Error ? error.message : String(error)
      return err({ type: 'Defect', reportId: log.defect(error), message } satisfies CommonError)
    }
  }
}

function routesOf(handlers: CoreHandlers): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>()
  const implemented = new Map<string, object>(Object.entries(handlers))
  for (const [module, specs] of Object.entries(coreSpec)) {
    const methods = new Map<string, unknown>(Object.entries(implemented.get(module) ?? {}))
    for (const [name, spec] of Object.entries<MethodSpec>(specs)) {
      const run = methods.get(name)
      if (!isHandler(run)) throw new Error(`the core does not implement ${module}.${name}`)
      routes.set(`${module}.${name}`, { spec, run })
    }
  }
  return routes
}

function isHandler(value: unknown): value is Route['run'] {
  return typeof value === 'function'
}

function invalid(method: string, issues: readonly string[]): Err<CommonError> {
  return err({ type: 'InvalidInput', method: method.slice(0, 100), issues })
}

function issueText(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue)
  return `${path === null ? '' : `${path}: `}${issue.message}`.slice(0, 300)
}
