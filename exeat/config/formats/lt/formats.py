"""Lithuanian dates and numbers: year first, a space between thousands, a comma before decimals."""

DATE_FORMAT = r"Y \m. E j \d."
SHORT_DATE_FORMAT = "Y-m-d"
DATETIME_FORMAT = r"Y \m. E j \d. H.i \v\a\l."
SHORT_DATETIME_FORMAT = r"Y-m-d H.i"
TIME_FORMAT = "H.i"
MONTH_DAY_FORMAT = r"E j \d."
YEAR_MONTH_FORMAT = r"Y \m. F"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
FIRST_DAY_OF_WEEK = 1
