INSERT INTO case_material (
    case_id, id, area, material_key, blob, file_name, size_bytes, kind, content_type, given_at_ms, commitment)
VALUES (
    :case_id, :id, :area, :material_key, :blob, :file_name, :size_bytes, :kind, :content_type, :given_at_ms, :commitment)
