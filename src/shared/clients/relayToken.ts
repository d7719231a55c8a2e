/** The parameter of a URL that holds the token of the relay. */
export const TOKEN_PARAMETER = 'token';
