// expect holdall(layers): ui is blind to the domain
import { thing } from '../features/one/thing.ts'

export const used = thing
