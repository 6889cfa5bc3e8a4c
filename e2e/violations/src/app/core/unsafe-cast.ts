// expect typescript(no-unsafe-type-assertion)
export const name = (value: unknown) => value as { name: string }
