// Every number that is promised, in the order of bench/RESULTS.md.
import { browseCases } from './browse.js'
import { coreCases } from './core.js'
import { longestTask } from './longest-task.js'
import { shellCases } from './shell.js'

/** @type {readonly import('../lib/measure.js').Case[]} */
export const cases = [...browseCases, longestTask, ...shellCases, ...coreCases]
