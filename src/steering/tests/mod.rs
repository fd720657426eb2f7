pub(in crate::steering) mod in_json;
mod odd_paths;
mod script_cases;
