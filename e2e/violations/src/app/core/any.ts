// expect typescript(no-explicit-any)
export const take = (value: any): unknown => value
