INSERT INTO identity_account (id, role, login, name_sealed, id_number_sealed, phone_sealed, password_hash, status,
                              real_name_level, agreed_to, is_demo, created_at_ms, version)
VALUES (:id, :role, :login, :name_sealed, :id_number_sealed, :phone_sealed, :password_hash, 'active',
        :real_name_level, :agreed_to, :is_demo, :created_at_ms, 1)
