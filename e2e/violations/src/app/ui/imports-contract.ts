// expect holdall(layers): ui is blind to the domain
import { contract } from '#vdfs/api/contract.ts'

export const used = contract
