// Clean: doubles reach everywhere.
import { inside } from '../beta/inside.ts'

export const double = inside
