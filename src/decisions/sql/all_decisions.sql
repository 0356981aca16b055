SELECT id, kind, document_number, issuer, title, decided_on, summary, region_code, level, proof_id, effective_at_ms, state,
    entered_by, entered_at_ms, applied_at_ms, items, guides, online, places, drafts, open_cases, obstacle
FROM decisions_decision WHERE id < :before
ORDER BY id DESC
LIMIT :take
