//! Where people are born: towns with a maternity ward, and the states from which families come.

/// A town: name and Belfiore code.
pub type Luogo = (&'static str, &'static str);

/// Towns with a hospital.
pub const CITTA: &[Luogo] = &[
    ("Roma", "H501"),
    ("Milano", "F205"),
    ("Torino", "L219"),
    ("Bologna", "A944"),
    ("Firenze", "D612"),
    ("Napoli", "F839"),
    ("Genova", "D969"),
    ("Palermo", "G273"),
    ("Bari", "A662"),
    ("Verona", "L781"),
    ("Padova", "G224"),
    ("Brescia", "B157"),
    ("Bergamo", "A794"),
    ("Modena", "F257"),
    ("Parma", "G337"),
    ("Perugia", "G478"),
    ("Pisa", "G702"),
    ("Lecce", "E506"),
    ("Cagliari", "B354"),
    ("Trento", "L378"),
    ("Udine", "L483"),
    ("Treviso", "L407"),
    ("Lucca", "E715"),
    ("Cuneo", "D205"),
];

/// A state from which families came, and names that are common there.
pub struct Origine {
    pub stato: &'static str,
    /// `Z` and three digits: the state as a place of birth.
    pub codice: &'static str,
    pub cognomi: &'static [&'static str],
    pub femminili: &'static [&'static str],
    pub maschili: &'static [&'static str],
    /// Families that often ask for a diet without pork.
    pub senza_maiale: bool,
}

/// States, with weights that follow the foreign residents of Italy.
pub const ORIGINI: &[(u32, Origine)] = &[
    (
        21,
        Origine {
            stato: "Romania",
            codice: "Z129",
            cognomi: &[
                "Popescu",
                "Ionescu",
                "Munteanu",
                "Dumitrescu",
                "Stan",
                "Rusu",
                "Lupu",
            ],
            femminili: &["Andreea", "Maria", "Ioana", "Daria", "Alexandra", "Mihaela"],
            maschili: &["Andrei", "Ștefan", "Matei", "Luca", "Ionuț", "Cristian"],
            senza_maiale: false,
        },
    ),
    (
        9,
        Origine {
            stato: "Marocco",
            codice: "Z330",
            cognomi: &[
                "El Amrani",
                "Bennani",
                "Alaoui",
                "Tazi",
                "Idrissi",
                "Ouahbi",
            ],
            femminili: &["Fatima", "Yasmine", "Salma", "Amina", "Nour", "Khadija"],
            maschili: &["Mohamed", "Youssef", "Ayoub", "Adam", "Ilyas", "Hamza"],
            senza_maiale: true,
        },
    ),
    (
        9,
        Origine {
            stato: "Albania",
            codice: "Z100",
            cognomi: &["Hoxha", "Shehu", "Leka", "Gjoka", "Prifti", "Dervishi"],
            femminili: &["Elira", "Arta", "Besa", "Klea", "Sara", "Amelia"],
            maschili: &["Ardit", "Erion", "Klaudio", "Dion", "Noel", "Enea"],
            senza_maiale: false,
        },
    ),
    (
        6,
        Origine {
            stato: "Cina",
            codice: "Z210",
            cognomi: &["Hu", "Chen", "Zhang", "Wang", "Lin", "Zhou", "Li"],
            femminili: &["Xinyi", "Yan", "Mei", "Li", "Sofia", "Jiayi"],
            maschili: &["Hao", "Wei", "Junjie", "Yu", "Matteo", "Zihan"],
            senza_maiale: false,
        },
    ),
    (
        6,
        Origine {
            stato: "Ucraina",
            codice: "Z138",
            cognomi: &["Kovalenko", "Shevchuk", "Bondarenko", "Melnyk", "Kravets"],
            femminili: &["Olena", "Daryna", "Sofiia", "Anastasiia", "Yuliia"],
            maschili: &["Oleksandr", "Maksym", "Artem", "Danylo", "Bohdan"],
            senza_maiale: false,
        },
    ),
    (
        4,
        Origine {
            stato: "Bangladesh",
            codice: "Z249",
            cognomi: &["Rahman", "Hossain", "Islam", "Ahmed", "Miah", "Begum"],
            femminili: &["Ayesha", "Nusrat", "Mim", "Jannat", "Sadia"],
            maschili: &["Rakib", "Tanvir", "Arif", "Nayeem", "Sakib"],
            senza_maiale: true,
        },
    ),
    (
        4,
        Origine {
            stato: "India",
            codice: "Z222",
            cognomi: &["Singh", "Kaur", "Sharma", "Kumar", "Gill", "Saini"],
            femminili: &["Harpreet", "Simran", "Anjali", "Navdeep", "Priya"],
            maschili: &["Gurpreet", "Arjun", "Manpreet", "Rohan", "Jaspreet"],
            senza_maiale: false,
        },
    ),
    (
        3,
        Origine {
            stato: "Egitto",
            codice: "Z336",
            cognomi: &["Hassan", "Mahmoud", "Abdelaziz", "Ibrahim", "Saad"],
            femminili: &["Mariam", "Habiba", "Malak", "Farah", "Jana"],
            maschili: &["Omar", "Karim", "Ziad", "Mostafa", "Yassin"],
            senza_maiale: true,
        },
    ),
    (
        3,
        Origine {
            stato: "Pakistan",
            codice: "Z236",
            cognomi: &["Khan", "Malik", "Hussain", "Iqbal", "Butt"],
            femminili: &["Zainab", "Hira", "Maryam", "Iqra", "Aiman"],
            maschili: &["Ali", "Hamid", "Usman", "Bilal", "Zain"],
            senza_maiale: true,
        },
    ),
    (
        3,
        Origine {
            stato: "Perù",
            codice: "Z611",
            cognomi: &[
                "Quispe Huamán",
                "Flores",
                "Mamani Rojas",
                "Vargas",
                "Chávez",
            ],
            femminili: &["Valeria", "Camila", "Luz", "Milagros", "Ariana"],
            maschili: &["Piero", "Thiago", "José Luis", "Adrián", "Joaquín"],
            senza_maiale: false,
        },
    ),
    (
        2,
        Origine {
            stato: "Senegal",
            codice: "Z343",
            cognomi: &["Diop", "Ndiaye", "Fall", "Sow", "Ba", "Gueye"],
            femminili: &["Awa", "Mariama", "Khady", "Aminata", "Ndeye"],
            maschili: &["Mamadou", "Cheikh", "Ousmane", "Ibra", "Abdou"],
            senza_maiale: true,
        },
    ),
    (
        2,
        Origine {
            stato: "Moldova",
            codice: "Z140",
            cognomi: &["Ceban", "Rotaru", "Țurcan", "Moraru", "Guțu"],
            femminili: &["Cristina", "Doina", "Bianca", "Nicoleta"],
            maschili: &["Vlad", "Dumitru", "Nichita", "Ion"],
            senza_maiale: false,
        },
    ),
    (
        2,
        Origine {
            stato: "Filippine",
            codice: "Z216",
            cognomi: &["Reyes", "Santos", "De la Cruz", "Mendoza", "Bautista"],
            femminili: &["Angel", "Princess", "Althea", "Joy"],
            maschili: &["John Paul", "Gabriel", "Jericho", "Miguel"],
            senza_maiale: false,
        },
    ),
];

/// States where children of Italian parents who had moved are born.
pub const ALL_ESTERO: &[Luogo] = &[
    ("Francia", "Z110"),
    ("Germania", "Z112"),
    ("Svizzera", "Z133"),
    ("Spagna", "Z131"),
];
