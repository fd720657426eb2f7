mod script_cases;
