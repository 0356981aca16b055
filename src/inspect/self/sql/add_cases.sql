INSERT INTO inspect_self_cases (item_id, cases, is_new) VALUES (:item_id, :cases, 1)
ON CONFLICT (item_id) DO UPDATE SET cases = inspect_self_cases.cases + excluded.cases, is_new = 1
