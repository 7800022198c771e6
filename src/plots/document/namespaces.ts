/** The namespaces that elements and attributes of a figure may have. */
export const SVG = "http://www.w3.org/2000/svg";
export const XHTML = "http://www.w3.org/1999/xhtml";
export const XML = "http://www.w3.org/XML/1998/namespace";
export const XMLNS = "http://www.w3.org/2000/xmlns/";
