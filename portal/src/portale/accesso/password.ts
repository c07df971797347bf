/** The shortest password that the server accepts. */
export const PASSWORD_MINIMA = 10

export const regolaPassword = `Almeno ${PASSWORD_MINIMA} caratteri.`
