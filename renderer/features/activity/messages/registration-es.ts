import type { Translation } from '../../../platform/messages/template.ts';
import type { registrationEn } from './registration-en.ts';

export const registrationEs: Translation<typeof registrationEn> = {
  'activity.act-user.invitation-create': '{who} creó una invitación para registrarse',
  'activity.act-user.invitation-revoke': '{who} retiró una invitación para registrarse',
  'activity.act-user.email-ask': '{who} pidió otra dirección',
  'activity.act-user.email-link': '{who} creó un enlace para la nueva dirección de {what}',
  'activity.act-user.email-cancel': '{who} anuló el cambio de la dirección de {what}',
  'activity.act-user.email': 'Cambió la dirección de {what}, confirmada en las dos',
  'activity.act-user.leave': '{who} cerró su cuenta',
  'activity.act-user.return': '{who} abrió su cuenta otra vez',
  'activity.job-registration.mail-link': 'Enviar un enlace que confirma una dirección',
  'activity.job-registration.resend': 'Enviar otra vez el enlace de un registro',
  'activity.job-registration.mail-change': 'Enviar los enlaces de un cambio de dirección',
  'activity.job-registration.clean': 'Olvidar los registros que nadie confirmó',
};
