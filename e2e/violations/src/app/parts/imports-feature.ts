// expect holdall(layers): what features stand on does not know them
import { thing } from '../features/one/thing.ts'

export const used = thing
