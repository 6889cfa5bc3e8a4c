// Clean: a door that uses its own folder, the contract and another module's door.
import { contract } from '../api/contract.ts'
import { db } from '../db/db.ts'
import { inside } from './inside.ts'

export const alpha = [contract.name, db, inside]
