// bench/results.json for programs and bench/RESULTS.md for people. A run of some ids replaces only those.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from '../../scripts/run.js'

const jsonFile = inRoot('bench/results.json')
const textFile = inRoot('bench/RESULTS.md')

/** @typedef {import('./measure.js').Result} Result */

/**
 * @param {readonly Result[]} fresh
 * @param {readonly string[]} order every id there is; records of others are dropped
 */
export function writeResults(fresh, order) {
  /** @type {readonly Result[]} */
  const kept = existsSync(jsonFile) ? JSON.parse(readFileSync(jsonFile, 'utf8')) : []
  const byId = new Map([...kept, ...fresh].map((result) => [result.id, result]))
  const results = order.flatMap((id) => byId.get(id) ?? [])
  writeFileSync(jsonFile, `${JSON.stringify(results, undefined, 2)}\n`)
  writeFileSync(textFile, textOf(results))
}

/** @param {Result} result */
export function lineOf({ id, value, unit, target, ratio, floor, pass, spread }) {
  const compared = floor === undefined ? '' : `, product ${floor.product}, floor ${floor.value}`
  const times = target.includes('floor') ? `, ${ratio} × floor` : ''
  const range = `${spread[0]}–${spread[1]}`
  return `${pass ? 'ok  ' : 'FAIL'} ${id}: ${value} ${unit} (${range}${compared}${times}; target ${target})`
}

/** @param {readonly Result[]} results */
function textOf(results) {
  const rows = results.map(
    ({ id, what, value, unit, target, floor, ratio, runs, spread, pass, date }) =>
      [
        `\`${id}\``,
        what,
        `**${value} ${unit}**`,
        target,
        floor === undefined ? '' : `${floor.value} ${unit}`,
        target.includes('floor') ? `${ratio}` : '',
        `${spread[0]}–${spread[1]}`,
        `${runs}`,
        pass ? 'yes' : '**no**',
        date,
      ].join(' | '),
  )
  const machines = [...new Set(results.map(({ machine }) => machine))]
  return [
    '# Measurements',
    '',
    'Written by `npm run bench`; `npm run bench -- ID…` measures some again and leaves the others. Values are medians of',
    'the runs, the spread is the smallest and the largest. Product and floor of a run are measured one after the other,',
    'in one browser. A floor is a plain page or worker in `bench/floors` that does the least that would do.',
    '',
    ...machines.map((machine) =>
      machines.length === 1
        ? `Machine: ${machine}.`
        : `Machine of ${results
            .filter((one) => one.machine === machine)
            .map(({ id }) => `\`${id}\``)
            .join(', ')}: ${machine}.`,
    ),
    '',
    '| id | what | value | target | floor | × floor | spread | runs | met | date |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
    '## How each was measured',
    '',
    ...results.flatMap(({ id, input, floor, remarks }) => [
      `### ${id}`,
      '',
      `Input: ${input}.`,
      ...(floor === undefined
        ? []
        : [`Floor: ${floor.what}. Product ${floor.product}, floor ${floor.value} (medians).`]),
      ...remarks,
      '',
    ]),
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}
