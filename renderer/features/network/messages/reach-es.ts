import type { reachEn } from './reach-en.ts';

export const reachEs: Record<keyof typeof reachEn, string> = {
  'network.reach-address-works': 'La dirección {address} funciona.',
  'network.reach-address-fails': 'La dirección {address} no funciona en este teléfono.',
  'network.reach-address-fails-do':
    'El teléfono está en otra red que este equipo: conéctelo a la misma wifi. En una wifi de invitados los dispositivos no suelen verse entre sí; pida la habitual.',
  'network.reach-name-works': 'El nombre {name} funciona.',
  'network.reach-name-fails-android': 'El nombre {name} no funciona en este teléfono.',
  'network.reach-name-fails-android-do':
    'Android anterior a la versión 12 no conoce los nombres que terminan en .local. Use la dirección {address} o el código QR.',
  'network.reach-name-fails': 'El nombre {name} no funciona en este dispositivo.',
  'network.reach-name-fails-do':
    'Algunas redes no transmiten estos nombres entre dispositivos. Use la dirección {address} o el código QR.',
  'network.reach-name-off': 'No se anuncia ningún nombre corto en la red, así que no se probó ninguno.',
  'network.reach-answers-fast': 'Las respuestas tardan {ms} milisegundos.',
  'network.reach-answers-slow': 'Las respuestas tardan {ms} milisegundos, y eso se nota.',
  'network.reach-answers-slow-do':
    'La wifi llega débil aquí o está muy ocupada. Acérquese al punto de acceso o ponga otro en esta sala.',
  'network.reach-speed-good': '{down} Mbit/s de bajada, {up} de subida: suficiente para vídeo.',
  'network.reach-speed-low': '{down} Mbit/s de bajada, {up} de subida: poco para vídeo.',
  'network.reach-speed-low-do':
    'Las lecciones de texto funcionan. Para el vídeo, acérquese al punto de acceso o use la más rápida de sus dos bandas (5 GHz).',
  'network.reach-clock-right': 'Los relojes del teléfono y de la academia coinciden.',
  'network.reach-clock-wrong': 'El reloj del teléfono se desvía {minutes} min.',
  'network.reach-clock-wrong-do':
    'El teléfono o la academia: uno de los dos va mal. Deje que el teléfono ponga la hora por sí mismo y mire también el reloj de este equipo: los exámenes y los códigos de acceso dependen de él.',
  'network.reach-https-trusted': 'La conexión cifrada es de confianza.',
  'network.reach-https-untrusted': 'Este teléfono no confía en la conexión cifrada.',
  'network.reach-https-untrusted-do':
    'Instale el certificado de esta academia en el teléfono; la página «Confiar en esta academia» explica cómo. Mientras tanto, use la dirección sin https.',
  'network.reach-https-off': 'Las conexiones no van cifradas. Todo lo esencial funciona así.',
  'network.reach-browser-fits': 'El navegador tiene todo lo que la academia necesita.',
  'network.reach-browser-old': 'Este navegador es demasiado antiguo para la academia.',
  'network.reach-browser-old-do':
    'Actualícelo o instale Chrome, Firefox, Edge o Safari actuales (desde 2023). Le falta: {lacks}.',
  'network.reach-browser-blocks-storage': 'Este navegador no guarda nada, así que nadie permanece conectado.',
  'network.reach-browser-blocks-storage-do': 'Salga de la ventana privada o permita las cookies para esta dirección.',
};
