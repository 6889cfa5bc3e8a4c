// Clean: the window's side sees the domain through its contract.
import { contract } from '#vdfs/api/contract.ts'

export const thing = contract.name
