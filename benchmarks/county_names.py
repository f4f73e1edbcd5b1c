"""Names of an invented northern English county, commonest first, by where families come from."""

from __future__ import annotations

GIRLS = """
Olivia Amelia Isla Ava Emily Sophie Ella Grace Evie Jessica Poppy Lily Mia Isabella Freya Daisy Charlotte Ruby
Phoebe Chloe Lucy Millie Ellie Holly Molly Megan Erin Scarlett Abigail Summer Lola Layla Lacey Amber Leah Imogen
Eliza Georgia Skye Keira Kayleigh Courtney Paige Jade Bethany Shannon Chelsea Lauren Rebecca Hannah Katie
Eleanor Alice Rosie Elsie Matilda Martha Ivy Harriet Florence Nancy Maisie Libby Niamh Aimee Zara Faith Hollie
Abbie Caitlin Lexi Lexie Macey Maddison Madison Tia Demi Tilly Bella Darcey Darcie Esme Heidi Eva Orla Nicole
Natasha Rachel Rhianna Rhiannon Jasmine Jodie Kelsey Kiera Kerry Kirsty Leanne Louise Mollie Naomi Sarah
Samantha Stacey Stephanie Siobhan Sinead Ciara Aoife Roisin Saoirse Caoimhe Alisha Alicia Aaliyah Ashleigh
Brooke Brooklyn Carly Casey Charley Cherish Connie Crystal Danielle Destiny Ebony Edith Elise Elizabeth Ellen
Eloise Esther Evelyn Fern Frankie Gabriella Gemma Georgina Gracie Harley Hayley Helena Hope India Iris Jennifer
Jemima Jenna Josie Julia Kacey Kaitlyn Kara Kate Katelyn Kayla Kaylee Keeley Kelly Kimberley Lara Laura Lilly
Lottie Lydia Lyla Mabel Macie Margot Maria Mariah Mary Maya Melissa Mercedes Michaela Michelle Mila Miley Morgan
Mya Myla Nevaeh Nadia Natalie Nell Olive Orlaith Peyton Philippa Rhia Riley Robyn Rose Sadie Savannah Seren
Shelby Sienna Sky Sofia Sophia Sydney Tabitha Tallulah Tamsin Taylor Teagan Tegan Thea Theresa Tiegan Toni Tori
Trinity Vanessa Verity Victoria Violet Willow Yasmin Zoe Ffion Catrin Bronwen Eilidh Mairead Grainne Aisling
Clodagh Sorcha Bronagh Deirdre Eimear Oonagh Maeve Maura Kathleen Bridget Charlene Chantelle Cheryl Kylie Kyra
Lainey Lacie Laila Larissa Leila Leona Leonie Lexy Lois Macy Madeleine Maggie Maisy Marcie Marnie Meadow Melanie
Mckenzie Neve Nia Nieve Paris Pippa Porsha Primrose Raven Rhea Rosa Roxanne Ruth Saffron Sara Scarlet Shania
Shauna Shayla Shona Sian Skyla Skylar Sonia Stella Susan Tara Tamara Tanya Tasha Teresa Tess Tiana Tiffany Tina
Tracey
"""

BOYS = """
Jack Oliver Harry Charlie George Thomas Jacob James Joshua William Alfie Riley Daniel Tyler Ethan Noah Oscar
Archie Joseph Samuel Max Lucas Logan Leo Henry Dylan Callum Liam Connor Ryan Lewis Luke Nathan Jake Kyle Kieran
Reece Bradley Brandon Jordan Aaron Adam Matthew Cameron Ben Benjamin Jamie Jayden Kai Mason Harvey Harrison
Isaac Toby Theo Freddie Finley Edward Alexander Michael Owen Louis Kian Corey Declan Dominic Elliot Ellis Evan
Ewan Finn Frankie Gabriel Jay Jenson Joe Joel John Jude Kaden Kane Kayden Leon Levi Louie Marcus Morgan Ollie
Rhys Robert Rory Sam Scott Sean Sebastian Shane Shaun Sonny Stanley Stephen Steven Taylor Teddy Tommy Tom Zac
Zachary Zak Aidan Aiden Alex Andrew Anthony Arthur Ashton Austin Bailey Billy Blake Bobby Brody Cain Caleb
Carter Christian Christopher Cian Ciaran Cillian Cody Cole Colin Conor Craig Curtis Dale Damien Darren David
Dean Denis Devon Eamon Elijah Eoin Eoghan Ezra Fintan Fraser Gareth Gary Gavin Grant Graham Hamish Harley Hayden
Hugh Hugo Hunter Ian Jackson Jaden Jason Jasper Jaxon Jeffrey Jeremy Jonathan Josh Julian Justin Kenneth Kevin
Keegan Lachlan Lee Leighton Lennon Lloyd Luca Mark Martin Maximilian Micah Mitchell Neil Niall Nicholas Noel
Oisin Padraig Patrick Paul Peter Philip Phoenix Preston Quinn Ralph Raymond Reuben Rian Richard Ricky Robbie
Robin Rocco Ronan Ronnie Ross Rowan Ruairi Rupert Russell Seamus Seth Simon Spencer Stefan Stuart Tadhg Terry
Theodore Timothy Todd Tony Travis Tristan Troy Vincent Warren Wayne Wesley Xander Xavier Zane Jaxson Kallum
Kaiden Jaiden Kobi Kenzie Mckenzie Tyrone Tyrese Tristram Iestyn Rhodri Dafydd Gethin Geraint Cormac Darragh
Diarmuid Donal Fergus Lorcan Malachy Odhran Jonty Barnaby Bartholomew Cuthbert Dexter Diesel Dominik Eddie
Emmett Fletcher Giles
"""

DOUBLES = """
Ellie-Mae Lily-Mae Lily-Rose Ellie-May Gracie-Mae Lilly-Mae Ava-Mae Amelia-Rose Ella-Mae Evie-Rose Kayleigh-Anne
Summer-Rose Tommy-Lee Alfie-Lee Kaydee-Leigh Lacey-Mae Demi-Leigh Carly-Jo Sarah-Jane Mary-Kate Emma-Louise
Olivia-Mae Ruby-Mae Poppy-Mae Billy-Joe Jay-Jay Bobby-Lee Casey-Leigh Jamie-Lee Tiffany-Ann Millie-Mae Isla-Rose
Ivy-Mae Layla-Mae Scarlett-Rose Leigh-Anne Rosie-Mae Connie-Mae Jack-Tyler Riley-James Tyler-Jay Kyle-Lee
Harley-Jay John-Paul
"""

MUSLIM_GIRLS = """
Aisha Fatima Maryam Zainab Khadija Hafsa Amina Aaliyah Ayesha Sana Iqra Zara Noor Hira Laiba Saira Sadia Safa
Sumaya Halima Ruqayya Yasmin Nadia Mariam Aleena Alina Anisa Arooj Bushra Eshal Farah Hania Haleema Humaira
Inaya Iman Javeria Kinza Kiran Laila Madiha Maha Mahnoor Maliha Mehreen Misbah Nabeela Naima Nimra Rabia Rida
Rukhsana Saba Sabrina Samina Sanam Shabana Shazia Sidra Sobia Sumaira Tahira Tayyiba Uzma Warda Zahra Zoya
Fahmida Nusrat Tahmina Jannat Rahela
"""

MUSLIM_BOYS = """
Mohammed Muhammad Mohammad Ibrahim Yusuf Hamza Ali Ahmed Abdullah Bilal Hassan Hussain Umar Usman Zain Adam
Haris Imran Ismail Junaid Khalid Adnan Amir Arslan Asad Asif Ayaan Daniyal Ehsan Faisal Farhan Fahad Haider
Haroon Harun Hashim Idris Ihsan Isa Jamal Kamran Kashif Luqman Majid Mustafa Musa Nabeel Nadeem Naveed Omar
Qasim Rayyan Rehan Rizwan Saad Sajid Salman Sameer Shahid Shoaib Sulaiman Tahir Taha Talha Tariq Tayyab Ubaid
Umair Usama Waleed Waqar Waseem Yahya Yasir Younis Zahid Zakariya Zeeshan Zubair Shafiq Rafiq Nazmul Rahim
Kamrul Habib
"""

MUSLIM_FAMILIES = """
Khan Ahmed Hussain Ali Begum Akhtar Mahmood Iqbal Malik Shah Mohammed Bibi Hussein Rashid Aslam Ashraf Miah
Rahman Uddin Chowdhury Choudhury Mirza Qureshi Sheikh Butt Chaudhry Javed Khalid Rafiq Saleem Shafiq Siddique
Tariq Yousaf Younis Zaman Anwar Arif Aziz Bashir Bhatti Dar Farooq Ghafoor Hanif Haq Hayat Islam Jabbar Kazmi
Latif Mehmood Mughal Nawaz Parveen Raza Razaq Riaz Sabir Sadiq Saeed Sarwar Sharif Sultan Wahid Yaqoob Yasin
Zafar Zaheer Kausar Kauser Khatun Khanom Alam
"""

INDIAN = """
Simran Jaspreet Harpreet Gurpreet Manpreet Arjun Rohan Priya Anjali Kiran Ravi Amrit Jasmeet Navdeep Pooja
Rajesh Sunil Neha Nisha Meera Krishna Aarav Diya Karan Dev Vikram Sanjay Anil Deepa Sunita Balraj Harjit Kuldeep
Mandeep Parminder
"""

INDIAN_FAMILIES = """
Patel Singh Kaur Sharma Shah Desai Mistry Gill Sandhu Dhillon Sidhu Bains Johal Grewal Chauhan Parmar Solanki
Joshi Mehta Kapoor Kumar Reddy Nair Pillai Verma Thakur Bhatt Dhaliwal Sahota Virk
"""

POLISH = """
Jakub Kacper Szymon Mateusz Filip Oliwia Zuzanna Julia Maja Wiktoria Natalia Aleksandra Michal Piotr Wojciech
Krzysztof Agnieszka Katarzyna Malgorzata Patryk Dawid Kamil Bartosz Grzegorz Lukasz Maciej Pawel Tomasz Weronika
Karolina Amelia Zofia Hanna Antoni Jan Adrian Dominika Emilia Gabriela Igor Kinga Klaudia Magdalena Martyna
Nikola Oskar Sebastian
"""

POLISH_FAMILIES = """
Nowak Kowalski Kowalska Wisniewski Wisniewska Wojcik Kowalczyk Kaminski Kaminska Lewandowski Lewandowska
Zielinski Szymanski Wozniak Dabrowski Kozlowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek
Piotrowski Grabowski Zajac Pawlowski Michalski Krol Wieczorek Jablonski Wrobel Majewski Olszewski Stepien
Malinowski Jaworski Adamczyk Dudek
"""

ROMANIAN = """
Andrei Alexandru Maria Ioana Elena Stefan Mihai Cristian Ionut Gabriel Andreea Bianca Denisa Razvan Florin
Marius Daniela Larisa Adrian Vasile Nicolae Gheorghe Roxana Simona Catalin Darius Raluca Sorina Marian Ana
"""

ROMANIAN_FAMILIES = """
Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Constantin Marin Lazar Lacatus Covaci
Moldovan Dinu Florea Cojocaru Munteanu Balan Horvath Balog Kovac Gabor Lakatos Tudor Nistor Barbu
"""

AFRICAN = """
Chidi Ngozi Emeka Chioma Ifeoma Kwame Kofi Akosua Ama Abena Adebayo Folake Tunde Temitope Oluwaseun Blessing
Precious Emmanuel Grace Samuel Joseph Esther Tendai Tatenda Rudo Farai Nyasha Abdi Hodan Ayaan Fadumo Abdirahman
Filmon Yonas Dawit Selam Semhar Natnael Tesfay Mariama Fatou Lamin Amadou Bintu Isatu Junior Merveille Plamedi
Yusuf Hawa Amina
"""

AFRICAN_FAMILIES = """
Okafor Okonkwo Adeyemi Mensah Owusu Boateng Osei Asante Adebayo Balogun Eze Nwosu Obi Moyo Ncube Dube Sibanda
Chikowore Mohamed Hassan Abdi Warsame Farah Jama Tesfay Haile Gebremariam Tekle Habte Jallow Ceesay Conteh
Kamara Bangura Sesay Mbala Kabongo Ilunga Kalala Tshibangu Mutombo Diallo Traore Keita
"""

REFUGEE = """
Ahmad Karwan Rebin Dilan Berivan Hevin Shilan Soran Mehdi Reza Navid Omid Hamid Farhad Javid Zabihullah Najib
Rahmatullah Ghulam Sayed Mustafa Khalil Omar Ibrahim Yousef Rawan Layan Nour Bashar Tarek Samir Walid Hiwa Aram
Zana Ferhat Emre Elif
"""

REFUGEE_FAMILIES = """
Ahmadi Karimi Hosseini Rahimi Ahmadzai Stanikzai Safi Noori Haidari Rezai Mohammadi Rasoul Hama Aziz Kareem
Salih Omar Mahmoud Al-Hassan Al-Ahmad Al-Khatib El-Sayed Haddad Khoury Darwish Yilmaz Demir Kaya Celik
Abdulrahman Abdulla Hamid
"""

EAST_ASIAN = """
Wei Li Xin Jing Ying Mei Jun Ming Linh Anh Minh Trang Tuan Huong Phuong Quang Lan Thi Duc Hung Kevin Jason Amy
Lily
"""

EAST_ASIAN_FAMILIES = (
    "Chen Li Wang Zhang Liu Lin Wong Chan Cheung Lam Nguyen Tran Le Pham Hoang Vu Dang Bui Huang Zhou Xu"
)

FAMILIES = """
Smith Jones Taylor Williams Brown Wilson Johnson Davies Walker Wright Robinson Thompson White Hughes Edwards
Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Scott Cooper Morris Ward Moore King Watson
Baker Harrison Morgan Patel Young Allen Mitchell James Anderson Phillips Lee Bell Parker Davis Bennett Miller
Cook Shaw Cox Richardson Marshall Collins Bailey Carter Richards Adams Simpson Ellis Gray Wilkinson Foster
Murray Mills Chapman Webb Rogers Hunt Knight Booth Holt Kershaw Butterworth Howarth Haworth Ashworth Schofield
Hargreaves Greenwood Sutcliffe Barnes Mellor Ogden Whitehead Whittaker Chadwick Crompton Fletcher Grimshaw
Heywood Hilton Holden Horrocks Hulme Kay Lomax Lord Nuttall Openshaw Ormerod Partington Pilkington Pollitt
Rothwell Royle Rushton Scholes Seddon Smethurst Stott Taberner Tattersall Tonge Unsworth Warburton Whitworth
Wolstenholme Wolstencroft Worthington Yates Barlow Bentley Berry Birch Bradley Bradshaw Brierley Buckley Burgess
Byrne Cartwright Clayton Clegg Connolly Crossley Dawson Dean Dixon Doherty Duckworth Dunn Eccles Entwistle Evans
Fielding Fisher Fox Gallagher Gibson Gordon Graham Grant Griffiths Hamer Hampson Hartley Harvey Haslam Hayes
Heaton Henderson Higgins Hodgson Holland Holmes Hope Hopkins Howard Hudson Ingham Irving Jenkins Kaye Kelly
Kennedy Lambert Lawson Leach Leigh Lloyd Lowe Lynch Marsden Mason Mather Matthews McCarthy McDonald McGrath
McGuire McKenna McLaughlin McLoughlin McMahon McNally McNamara Metcalfe Middleton Millward Moran Morrison Moss
Murphy Nelson Newton Nicholson Nolan Norris O'Brien O'Connor O'Donnell O'Hara O'Keefe O'Neill O'Reilly O'Rourke
O'Shea O'Sullivan Oldham Owen Palmer Parkinson Payne Pearce Pearson Peters Pickles Platt Porter Potter Powell
Preston Price Quinn Ramsden Ratcliffe Rawson Reid Reynolds Riley Roberts Rose Rowe Russell Ryan Saunders Sharp
Sharples Shepherd Simmons Simms Slater Spencer Stephenson Stevens Stewart Stone Stuart Sykes Thomas Thomson
Thornton Thorpe Todd Tomlinson Townsend Travis Tyldesley Vaughan Wainwright Walsh Walton Waterhouse Watkins
Watts Webster Welsh West Wild Wilde Wilcox Winstanley Woods Woodward Ackroyd Aspinall Barraclough Beaumont
Beswick Blackburn Boardman Boothroyd Bridge Brooks Broughton Catterall Collinge Coupe Cunliffe Dearden Delaney
Dempsey Devlin Donnelly Driscoll Duffy Earnshaw Fairclough Farrell Feeney Fitzgerald Fitzpatrick Flanagan Gough
Greenhalgh Haigh Halliwell Hanley Hardman Hennessy Hesketh Hindle Hoyle Hutchinson Isherwood Jepson Jolley Keogh
Kenyon Kirkham Langton Leadbetter Leyland Livesey Lonsdale Maguire Mahoney Makin Maloney Mannion Maudsley Molloy
Monaghan Mulligan Naylor Newsome Orrell Postlethwaite Prescott Quigley Rafferty Ramsbottom Redfern Riding Rigby
Rooney Rostron Scarborough Shuttleworth Singleton Southern Stansfield Swindells Threlfall Tierney Tootill Ward
Whalley Whelan Whiteley Wrigley Connors Ward Maughan McDonagh Joyce Doran Cash Price Lee Boswell Heron Stokes
"""

BEGINNINGS = """
Ack Ald Ash Ayle Bam Barn Beck Bent Birk Black Bold Brad Bram Brank Brid Brock Broad Brom Burn Cald Castle Cat
Chad Clay Cliff Clif Cole Cop Cran Craw Crom Cross Cul Dal Den Dob Dray Duck Dun Dur Eagle Eck Elm Els Fair Farn
Fen Fern Fold Fox Gar Glad Gold Gran Green Grind Hal Ham Hard Hart Hasel Hather Haw Hazel Hea Heb Hel High Hind
Hol Holl Horn Hough Hum Hux Ing Ings Kel Kers Kirk Lang Lea Lead Lind Long Lud Lyth Mar Mars Mel Mid Mort Moss
Nap New Nor North Oak Old Oller Orm Ot Pen Pick Pil Pres Rad Rams Raven Red Rish Rod Ross Row Rush Salt San Scar
Sed Shel Ship Sid Silk Skel Slade South Stan Stead Stock Stone Storr Strat Sud Swan Swin Tar Thorn Thurl Tod Tot
Twist Under Ups Wad Wal Wald War Wat Weather Well West Whar Wheat Whit Wick Wig Wil Win Wind Wing Wins Wolf Wool
Wor Wyn Yar Yel
"""

ENDINGS = """
worth ley shaw bottom field ton well wood man son croft royd den dale stall ham by thorpe more bank burn bridge
clough cock combe cote fold ford gate greave hall head hey hill hirst holme house hurst land low mere ridge side
stead stone thwaite tree wall water wick ward yard
"""
