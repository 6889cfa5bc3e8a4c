// Clean: the contract may be imported from everywhere.
export interface Contract {
  readonly name: string
}
export const contract: Contract = { name: 'contract' }
