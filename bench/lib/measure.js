// The forms that a result can take, and how each becomes a record.
import { median, round, spreadOf } from './stats.js'

/**
 * @typedef {object} Bench what a case gets to work with
 * @property {string} url where the product is
 * @property {string} floorUrl where the floors are
 * @property {number} runs
 * @property {string} dist folder of the production build
 * @property {(shape: import('./folders.js').Shape) => string} folder makes a folder on the disk
 * @property {() => string} newProfile path of an empty profile
 */

/**
 * What was measured, one number per run. With a floor, run `i` of both was taken one after the other.
 * @typedef {object} Measured
 * @property {readonly number[]} values
 * @property {readonly number[]} [floors]
 * @property {readonly string[]} remarks plain sentences for RESULTS.md
 */

/**
 * @typedef {object} Case
 * @property {string} id
 * @property {string} what for people
 * @property {string} unit
 * @property {string} input
 * @property {number} target the most that passes: of the ratio for `ratio`, of the value else
 * @property {'value' | 'ratio' | 'difference'} form `value` alone; `ratio` to the floor; `difference` to the floor
 * @property {string} [floor] what the floor does
 * @property {(bench: Bench) => Promise<Measured>} measure
 */

/**
 * @typedef {object} Result
 * @property {string} id
 * @property {number} value
 * @property {string} unit
 * @property {number} against the floor where the target is a ratio, else the target
 * @property {number} ratio value to against
 * @property {string} input
 * @property {string} machine
 * @property {number} runs
 * @property {readonly [number, number]} spread smallest and largest of the runs
 * @property {string} date
 * @property {string} what
 * @property {string} target for people
 * @property {boolean} pass
 * @property {{ what: string, value: number, product: number } | undefined} floor
 * @property {readonly string[]} remarks
 */

/**
 * @param {Case} one
 * @param {Measured} measured
 * @param {string} machine
 * @returns {Result}
 */
export function toResult(one, measured, machine) {
  const { floors, remarks } = measured
  const product = measured.values
  if (product.length === 0) throw new Error(`${one.id} measured nothing`)
  if (
    (one.form === 'value') !== (floors === undefined) ||
    (floors && floors.length !== product.length)
  )
    throw new Error(`${one.id} needs a floor for each run`)
  const floorOf = (/** @type {number} */ run) => floors?.[run] ?? 0
  const values =
    one.form === 'difference' ? product.map((value, run) => value - floorOf(run)) : product
  const value = median(values)
  const against = one.form === 'ratio' ? median(floors ?? []) : one.target
  const ratio =
    one.form === 'ratio'
      ? median(product.map((taken, run) => taken / floorOf(run)))
      : value / against
  return {
    id: one.id,
    value: round(value),
    unit: one.unit,
    against: round(against),
    ratio: round(ratio),
    input: one.input,
    machine,
    runs: product.length,
    spread: [round(spreadOf(values)[0]), round(spreadOf(values)[1])],
    date: new Date().toISOString().slice(0, 10),
    what: one.what,
    target: one.form === 'ratio' ? `≤ ${one.target} × floor` : `≤ ${one.target} ${one.unit}`,
    pass: (one.form === 'ratio' ? ratio : value) <= one.target,
    floor:
      floors === undefined
        ? undefined
        : {
            what: one.floor ?? '',
            value: round(median(floors)),
            product: round(median(product)),
          },
    remarks,
  }
}
