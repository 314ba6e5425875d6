"""Lithuanian dates and numbers: year first, a space between thousands, a comma before decimals."""

DATE_FORMAT = "Y\u00a0\\m. E\u00a0j\u00a0\\d."
SHORT_DATE_FORMAT = "Y-m-d"
DATETIME_FORMAT = "Y\u00a0\\m. E\u00a0j\u00a0\\d. G.i\u00a0\\v\\a\\l."
SHORT_DATETIME_FORMAT = r"Y-m-d H.i"
TIME_FORMAT = "H.i"
MONTH_DAY_FORMAT = "E\u00a0j\u00a0\\d."
YEAR_MONTH_FORMAT = "Y\u00a0\\m. F"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
FIRST_DAY_OF_WEEK = 1
