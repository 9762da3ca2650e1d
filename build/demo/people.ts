/** Who is in the demonstration academy. All invented; addresses end in .test, which reaches nobody. */

export interface DemoPerson {
  first_name: string;
  last_name: string;
  email: string;
}

const names = `Thuỳ Dương|Nguyễn, DeShawn|Carter, Ama|Owusu-Mensah, Mateusz|Kowalczyk, Priya|Raghunathan, Khalid|al-Sayegh, Itzel|Hernández, Noah|Lindqvist,
Arjun|Venkataraman, Beatriz|Fonseca, Chidinma|Eze, Elif|Yıldız, Fatima Zahra|Benali, Grace|O’Connell, Hiroshi|Tanabe, Jamal|Whitfield, Leilani|Kahananui,
Nomvula|Dlamini, Oksana|Shevchenko, Pedro|Guimarães, Quentin|Lefèvre, Rosa|Castellanos, Sanjay|Patel, Tanisha|Brooks, Uma|Krishnan, Viktor|Petrov,
Wanjiru|Kamau, Ximena|Rojas, Yusuf|Demir, Zoë|van den Berg, Aaron|Mitchell, Bronwyn|Davies, Carlos|Mendoza, Dalia|Haddad, Emeka|Obi, Freya|Sørensen,
Giovanni|Russo, Hana|Novák, Isaac|Goldberg, Jelena|Marković, Kofi|Asante, Lucía|Torres, Malik|Johnson, Niamh|Byrne, Omar|Siddiqui, Paolo|Conti,
Renée|Tremblay, Søren|Madsen, Tomás|Ó Briain, Valentina|Moreau, Wei|Zhang, Yael|Katz, Zahra|Karimi, Andre|Williams, Brigitte|Schäfer, Caleb|Freeman`;

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[ıİ]/g, 'i')
    .replace(/[øØ]/g, 'o')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

function person(entry: string, domain: string): DemoPerson {
  const [first_name, last_name] = entry.trim().split('|') as [string, string];
  return { first_name, last_name, email: `${plain(first_name)}.${plain(last_name)}@${domain}` };
}

export const administrator = person('Marisol|Vega', 'northgate.test');
export const instructors = ['Ngozi|Okafor', 'Kenji|Watanabe', 'Beatriz|Fonseca-Lima'].map(n =>
  person(n, 'northgate.test'),
);
export const learners = names.split(',').map(n => person(n, 'mail.test'));
