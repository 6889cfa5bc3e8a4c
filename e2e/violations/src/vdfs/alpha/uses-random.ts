// expect eslint(no-restricted-properties): chance is the Random port
export const roll = () => Math.random()
