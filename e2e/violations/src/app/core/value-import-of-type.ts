// expect typescript(consistent-type-imports)
// expect TS1484: Contract
import { Contract } from '#vdfs/api/contract.ts'

export const used = (contract: Contract) => contract
