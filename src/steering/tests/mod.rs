mod odd_paths;
mod script_cases;
