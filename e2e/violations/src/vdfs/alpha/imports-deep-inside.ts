// expect holdall(layers): import the module's door
import { inside } from '../beta/deep/inside.ts'

export const used = inside
