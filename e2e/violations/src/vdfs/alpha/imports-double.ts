// expect holdall(layers): doubles are for tests
import { double } from '../testing/double.ts'

export const used = double
