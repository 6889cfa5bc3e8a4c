// expect TS2591: process
export const home = () => String(process.env)
