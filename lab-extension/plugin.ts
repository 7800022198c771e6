/** A plugin of JupyterLab's application, which all plugins of this project have in common. */

/** An identifier of a service, as JupyterLab's packages export them. */
export interface Token {
  readonly name: string;
}

/** `activate` receives the application, then the services asked for; an optional one may be null. */
export interface Plugin {
  readonly id: string;
  readonly description: string;
  readonly autoStart: true;
  readonly requires?: readonly Token[];
  readonly optional?: readonly Token[];
  readonly provides?: Token;
  readonly activate: (application: never, ...services: never[]) => unknown;
}
