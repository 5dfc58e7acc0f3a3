//! The tables as diesel sees them: one description for both databases, held to the migrations by a test.
#![expect(missing_docs, reason = "columns are described where they are used: by the rows of each table")]

diesel::table! {
    audit_entries (position) {
        position -> BigInt,
        at -> Timestamp,
        actor_id -> Nullable<Integer>,
        kind -> Text,
        subject_kind -> Nullable<Text>,
        subject_id -> Nullable<Integer>,
        detail -> Nullable<Text>,
        history_id -> Nullable<Integer>,
        history_hash -> Nullable<Text>,
        hash -> Text,
    }
}

diesel::table! {
    countries (iso2) {
        iso2 -> Text,
        iso3 -> Nullable<Text>,
        m49 -> Nullable<Text>,
        name -> Text,
        entity_type -> Text,
        regional_group -> Nullable<Text>,
        is_ldc_2017 -> Nullable<Bool>,
        is_ldc_today -> Nullable<Bool>,
        ldc_until -> Nullable<Date>,
        is_sids -> Nullable<Bool>,
        is_economy_in_transition -> Nullable<Bool>,
        is_cbd_party -> Nullable<Bool>,
        cbd_party_since -> Nullable<Date>,
        is_cpb_party -> Nullable<Bool>,
        cpb_party_since -> Nullable<Date>,
        is_nkl_party -> Nullable<Bool>,
        nkl_party_since -> Nullable<Date>,
        notes -> Text,
    }
}

diesel::table! {
    monitoring_settings (id) {
        id -> Integer,
        plan_id -> Integer,
        activity_id -> Nullable<Integer>,
        numbers -> Nullable<Text>,
        set_at -> Timestamp,
    }
}

diesel::table! {
    organisations (id) {
        id -> Integer,
        slug -> Text,
        name -> Text,
        acronym -> Nullable<Text>,
        kind -> Text,
        country -> Nullable<Text>,
        note -> Text,
        is_active -> Bool,
        version -> Integer,
    }
}

diesel::table! {
    people (id) {
        id -> Integer,
        name -> Text,
        email -> Text,
        role -> Text,
        organisation_id -> Nullable<Integer>,
        lang -> Text,
        time_zone -> Text,
        password_hash -> Nullable<Text>,
        invited_at -> Timestamp,
        joined_at -> Nullable<Timestamp>,
        deactivated_at -> Nullable<Timestamp>,
        version -> Integer,
        mail_failed_at -> Nullable<Timestamp>,
        mail_failure -> Nullable<Text>,
    }
}

diesel::table! {
    sessions (id) {
        id -> Integer,
        token_hash -> Text,
        person_id -> Integer,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
        agent -> Text,
        address -> Text,
        confirmed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    second_factors (person_id) {
        person_id -> Integer,
        nonce -> Text,
        since -> Timestamp,
        last_step -> BigInt,
        removal_asked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    recovery_codes (code_hash) {
        code_hash -> Text,
        person_id -> Integer,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    attachment_pieces (attachment_id, position) {
        attachment_id -> Integer,
        position -> Integer,
        bytes -> Binary,
    }
}

diesel::table! {
    erasing (id) {
        id -> Integer,
    }
}

diesel::table! {
    throttles (key_hash) {
        key_hash -> Text,
        used_until_ms -> BigInt,
    }
}

diesel::table! {
    links (id) {
        id -> Text,
        purpose -> Text,
        person_id -> Nullable<Integer>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    plans (id) {
        id -> Integer,
        code -> Text,
        title -> Text,
        short_title -> Text,
        summary -> Text,
        start_year -> Nullable<Integer>,
        end_year -> Nullable<Integer>,
        decision_code -> Nullable<Text>,
        origin -> Text,
        data_hash -> Text,
    }
}

diesel::table! {
    topics (id) {
        id -> Integer,
        plan_id -> Integer,
        slug -> Text,
        position -> Integer,
        name -> Text,
    }
}

diesel::table! {
    units (slug) {
        slug -> Text,
        name -> Text,
    }
}

diesel::table! {
    decisions (code) {
        code -> Text,
        body -> Text,
        topic -> Text,
        basis -> Text,
    }
}

diesel::table! {
    activities (id) {
        id -> Integer,
        plan_id -> Integer,
        number -> Integer,
        full_plan_number -> Nullable<Integer>,
        full_plan_number_inferred -> Nullable<Integer>,
        is_priority -> Bool,
        title -> Text,
        short_title -> Text,
        summary -> Text,
        topic_id -> Nullable<Integer>,
        modality -> Text,
        start_year -> Nullable<Integer>,
        end_year -> Nullable<Integer>,
        actual_start -> Nullable<Date>,
        actual_end -> Nullable<Date>,
        lead_id -> Nullable<Integer>,
        partners_to_be_determined -> Bool,
        source_document -> Text,
        source_place -> Text,
        notes -> Text,
        version -> Integer,
        led_since -> Nullable<Date>,
    }
}

diesel::table! {
    activity_decisions (id) {
        id -> Integer,
        activity_id -> Integer,
        position -> Integer,
        decision_code -> Text,
        paragraphs -> Nullable<Text>,
        note -> Text,
    }
}

diesel::table! {
    expected_results (id) {
        id -> Integer,
        activity_id -> Integer,
        position -> Integer,
        kind -> Text,
        text -> Text,
        target_number -> Nullable<Double>,
        target_comparator -> Nullable<Text>,
        target_unit -> Nullable<Text>,
        languages -> Text,
        components -> Text,
    }
}

diesel::table! {
    indicators (id) {
        id -> Integer,
        activity_id -> Integer,
        position -> Integer,
        name -> Text,
        unit -> Text,
        counts -> Text,
        kind -> Text,
        is_compound -> Bool,
        parts -> Text,
        baseline -> Nullable<Double>,
        target -> Nullable<Double>,
    }
}

diesel::table! {
    activity_followers (activity_id, person_id) {
        activity_id -> Integer,
        person_id -> Integer,
        mailed_until -> Timestamp,
    }
}

diesel::table! {
    activity_partners (activity_id, organisation_id) {
        activity_id -> Integer,
        organisation_id -> Integer,
        position -> Integer,
        role -> Text,
        standing -> Text,
    }
}

diesel::table! {
    activity_dependencies (activity_id, depends_on_id) {
        activity_id -> Integer,
        depends_on_id -> Integer,
        relation -> Text,
        cited_as -> Text,
    }
}

diesel::table! {
    progress_updates (id) {
        id -> Integer,
        activity_id -> Integer,
        author_id -> Integer,
        kind -> Text,
        confirms_id -> Nullable<Integer>,
        status -> Text,
        reason -> Nullable<Text>,
        headline -> Text,
        done -> Text,
        next_steps -> Text,
        risks -> Text,
        lang -> Text,
        published_at -> Timestamp,
        corrected_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    update_drafts (activity_id, author_id) {
        activity_id -> Integer,
        author_id -> Integer,
        status -> Text,
        reason -> Text,
        headline -> Text,
        done -> Text,
        next_steps -> Text,
        risks -> Text,
        saved_at -> Timestamp,
        ended -> Text,
    }
}

diesel::table! {
    history (id) {
        id -> Integer,
        at -> Timestamp,
        actor_id -> Nullable<Integer>,
        subject_kind -> Text,
        subject_id -> Integer,
        action -> Text,
        changes -> Text,
        reason -> Nullable<Text>,
        salt -> Text,
    }
}

diesel::table! {
    outbox (id) {
        id -> Integer,
        message_id -> Text,
        kind -> Text,
        recipient_name -> Text,
        recipient -> Text,
        subject -> Text,
        text_body -> Text,
        html_body -> Text,
        queued_at -> Timestamp,
        due_at -> Timestamp,
        attempts -> Integer,
        leased_until -> Nullable<Timestamp>,
        sent_at -> Nullable<Timestamp>,
        failed_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        thread -> Nullable<Text>,
        unsubscribe -> Nullable<Text>,
        calendar -> Nullable<Text>,
        leased_by -> Nullable<Text>,
        tried_at -> Nullable<Timestamp>,
        cancelled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    mail_outages (id) {
        id -> Integer,
        since -> Timestamp,
        failures -> Integer,
        reason -> Text,
    }
}

diesel::table! {
    calendar_addresses (person_id) {
        person_id -> Integer,
        nonce -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    data_version (id) {
        id -> Integer,
        number -> BigInt,
    }
}

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    precedents (key) {
        key -> Text,
        kind -> Text,
        title -> Text,
        first_day -> Date,
        last_day -> Date,
        precision -> Text,
        place -> Text,
        country -> Nullable<Text>,
        organisers -> Text,
        role -> Text,
        status -> Text,
        sources -> Text,
        note -> Text,
    }
}

diesel::table! {
    events (id) {
        id -> Integer,
        idempotency_key -> Text,
        author_id -> Integer,
        organisation_id -> Nullable<Integer>,
        stage -> Text,
        stage_at -> Nullable<Timestamp>,
        stage_by -> Nullable<Integer>,
        stage_reason -> Nullable<Text>,
        typed -> Text,
        title -> Nullable<Text>,
        kind -> Nullable<Text>,
        mode -> Nullable<Text>,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
        city -> Nullable<Text>,
        country -> Nullable<Text>,
        region -> Nullable<Text>,
        organiser_id -> Nullable<Integer>,
        registered -> Nullable<Integer>,
        attended -> Nullable<Integer>,
        women -> Nullable<Integer>,
        men -> Nullable<Integer>,
        other_people -> Nullable<Integer>,
        basis -> Nullable<Text>,
        words -> Text,
        created_at -> Timestamp,
        merged_into_id -> Nullable<Integer>,
        version -> Integer,
        figures_by -> Nullable<Integer>,
        erased_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    event_activities (event_id, activity_id) {
        event_id -> Integer,
        activity_id -> Integer,
    }
}

diesel::table! {
    event_co_organisers (event_id, organisation_id) {
        event_id -> Integer,
        organisation_id -> Integer,
        position -> Integer,
    }
}

diesel::table! {
    event_details (event_id) {
        event_id -> Integer,
        region -> Nullable<Text>,
        languages -> Text,
        score_before -> Nullable<Integer>,
        score_after -> Nullable<Integer>,
        learning -> Text,
        links -> Text,
        contact -> Nullable<Text>,
    }
}

diesel::table! {
    event_countries (event_id, country) {
        event_id -> Integer,
        country -> Text,
        people -> Integer,
    }
}

diesel::table! {
    event_groups (event_id, stakeholder_group) {
        event_id -> Integer,
        stakeholder_group -> Text,
        people -> Integer,
    }
}

diesel::table! {
    activity_revisions (activity_id) {
        activity_id -> Integer,
        start_year -> Nullable<Integer>,
        end_year -> Nullable<Integer>,
        topic_id -> Nullable<Integer>,
        results -> Text,
        reason -> Text,
        decision -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    attachments (id) {
        id -> Integer,
        event_id -> Integer,
        stored_as -> Text,
        name -> Text,
        kind -> Text,
        size -> Integer,
        sha256 -> Text,
        added_by -> Integer,
        added_at -> Timestamp,
    }
}

diesel::table! {
    event_versions (id) {
        id -> Integer,
        event_id -> Integer,
        from_at -> Timestamp,
        to_at -> Nullable<Timestamp>,
        title -> Text,
        kind -> Text,
        mode -> Text,
        starts_on -> Date,
        ends_on -> Date,
        city -> Nullable<Text>,
        country -> Nullable<Text>,
        region -> Nullable<Text>,
        organiser_id -> Integer,
        registered -> Nullable<Integer>,
        attended -> Integer,
        women -> Integer,
        men -> Integer,
        other_people -> Integer,
        basis -> Text,
        words -> Text,
    }
}

diesel::table! {
    update_wordings (id) {
        id -> Integer,
        update_id -> Integer,
        lang -> Text,
        activity_id -> Integer,
        reason -> Nullable<Text>,
        headline -> Text,
        done -> Text,
        next_steps -> Text,
        risks -> Text,
    }
}

diesel::table! {
    version_activities (version_id, activity_id) {
        version_id -> Integer,
        activity_id -> Integer,
    }
}

diesel::table! {
    version_organisers (version_id, organisation_id) {
        version_id -> Integer,
        organisation_id -> Integer,
    }
}

diesel::table! {
    version_countries (version_id, country) {
        version_id -> Integer,
        country -> Text,
        people -> Integer,
    }
}

diesel::table! {
    version_groups (version_id, stakeholder_group) {
        version_id -> Integer,
        stakeholder_group -> Text,
        people -> Integer,
    }
}

diesel::table! {
    sums_by_month (activity_id, plan_id, kind, month) {
        activity_id -> Integer,
        plan_id -> Integer,
        kind -> Text,
        month -> Text,
        events -> BigInt,
        attended -> BigInt,
        women -> BigInt,
        men -> BigInt,
        other_people -> BigInt,
        estimated -> BigInt,
    }
}

diesel::table! {
    sums_by_country (activity_id, plan_id, kind, country) {
        activity_id -> Integer,
        plan_id -> Integer,
        kind -> Text,
        country -> Text,
        events -> BigInt,
        people -> BigInt,
        party_events -> BigInt,
        ldc_events -> BigInt,
        ldc_people -> BigInt,
    }
}

diesel::table! {
    sums_by_group (activity_id, plan_id, kind, stakeholder_group) {
        activity_id -> Integer,
        plan_id -> Integer,
        kind -> Text,
        stakeholder_group -> Text,
        people -> BigInt,
    }
}

diesel::table! {
    indicator_terms (id) {
        id -> Integer,
        indicator_id -> Integer,
        from_at -> Timestamp,
        to_at -> Nullable<Timestamp>,
        direction -> Text,
        aggregation -> Text,
        feed -> Text,
        event_kind -> Nullable<Text>,
        baseline -> Nullable<Double>,
        baseline_on -> Nullable<Date>,
        target -> Nullable<Double>,
        target_on -> Nullable<Date>,
        milestones -> Text,
        set_by -> Nullable<Integer>,
    }
}

diesel::table! {
    measurements (id) {
        id -> Integer,
        idempotency_key -> Text,
        indicator_id -> Integer,
        measured_on -> Date,
        value -> Nullable<Double>,
        unavailable -> Nullable<Text>,
        women -> Nullable<Double>,
        men -> Nullable<Double>,
        other_people -> Nullable<Double>,
        countries -> Text,
        part -> Nullable<Integer>,
        language -> Nullable<Text>,
        source -> Text,
        evidence_level -> Text,
        evidence -> Text,
        note -> Text,
        author_id -> Integer,
        organisation_id -> Nullable<Integer>,
        stage -> Text,
        stage_at -> Timestamp,
        stage_by -> Nullable<Integer>,
        stage_reason -> Nullable<Text>,
        verified_at -> Nullable<Timestamp>,
        gone_at -> Nullable<Timestamp>,
        replaces_id -> Nullable<Integer>,
        version -> Integer,
        figures_by -> Nullable<Integer>,
    }
}

diesel::table! {
    outputs (id) {
        id -> Integer,
        idempotency_key -> Text,
        activity_id -> Integer,
        result_position -> Nullable<Integer>,
        title -> Text,
        quantity -> Integer,
        languages -> Text,
        due_on -> Nullable<Date>,
        responsible_id -> Nullable<Integer>,
        created_at -> Timestamp,
        gone_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    deliveries (id) {
        id -> Integer,
        idempotency_key -> Text,
        output_id -> Integer,
        delivered_on -> Date,
        quantity -> Integer,
        language -> Nullable<Text>,
        published_at -> Text,
        evidence -> Text,
        author_id -> Integer,
        organisation_id -> Nullable<Integer>,
        stage -> Text,
        stage_at -> Timestamp,
        stage_by -> Nullable<Integer>,
        stage_reason -> Nullable<Text>,
        verified_at -> Nullable<Timestamp>,
        gone_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    frameworks (code) {
        code -> Text,
        status -> Text,
        title -> Text,
        short_title -> Text,
        meeting -> Text,
        symbol -> Nullable<Text>,
        symbol_note -> Text,
        adopted_as -> Text,
    }
}

diesel::table! {
    framework_notes (position) {
        position -> Integer,
        kind -> Text,
        place -> Text,
        text -> Text,
    }
}

diesel::table! {
    framework_priorities (position) {
        position -> Integer,
        text -> Text,
        objective -> Text,
        activities -> Text,
        note -> Text,
    }
}

diesel::table! {
    focal_areas (number) {
        number -> Integer,
        title -> Text,
        objective -> Text,
        impacts -> Text,
    }
}

diesel::table! {
    objectives (id) {
        id -> Integer,
        code -> Text,
        area -> Integer,
        position -> Integer,
        title -> Text,
        aim -> Text,
        adopted_code -> Nullable<Text>,
        is_adopted_confirmed -> Bool,
        note -> Text,
        version -> Integer,
    }
}

diesel::table! {
    objective_outcomes (objective_id, position) {
        objective_id -> Integer,
        position -> Integer,
        text -> Text,
    }
}

diesel::table! {
    objective_indicators (objective_id, position) {
        objective_id -> Integer,
        position -> Integer,
        text -> Text,
        measure -> Text,
    }
}

diesel::table! {
    objective_links (objective_id, activity_id) {
        objective_id -> Integer,
        activity_id -> Integer,
        strength -> Text,
        reason -> Text,
        is_ours -> Bool,
    }
}

diesel::table! {
    programme_items (position) {
        position -> Integer,
        meeting -> Nullable<Integer>,
        label -> Text,
        place -> Text,
        title -> Text,
        task -> Text,
        articles -> Text,
        decisions -> Text,
        cited -> Text,
        note -> Text,
    }
}

diesel::table! {
    outcome_evidence (id) {
        id -> Integer,
        idempotency_key -> Text,
        activity_id -> Integer,
        result_position -> Integer,
        seen_on -> Date,
        words -> Text,
        link -> Text,
        author_id -> Integer,
        created_at -> Timestamp,
        gone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    contributions (id) {
        id -> Integer,
        idempotency_key -> Text,
        donor_id -> Integer,
        currency -> Text,
        pledged -> BigInt,
        pledged_on -> Date,
        whole_plan -> Bool,
        source -> Text,
        note -> Text,
        created_at -> Timestamp,
        cancelled_at -> Nullable<Timestamp>,
        cancel_reason -> Nullable<Text>,
        version -> Integer,
        plan_id -> Nullable<Integer>,
    }
}

diesel::table! {
    contribution_activities (contribution_id, activity_id) {
        contribution_id -> Integer,
        activity_id -> Integer,
    }
}

diesel::table! {
    contribution_payments (id) {
        id -> Integer,
        contribution_id -> Integer,
        received -> BigInt,
        received_on -> Date,
    }
}

diesel::table! {
    money_versions (id) {
        id -> Integer,
        subject -> Text,
        subject_id -> Integer,
        from_at -> Timestamp,
        to_at -> Nullable<Timestamp>,
        words -> Text,
    }
}

diesel::table! {
    expenditures (id) {
        id -> Integer,
        idempotency_key -> Text,
        activity_id -> Integer,
        spender_id -> Integer,
        currency -> Text,
        spent -> BigInt,
        first_day -> Date,
        last_day -> Date,
        purpose -> Text,
        source -> Text,
        created_at -> Timestamp,
        cancelled_at -> Nullable<Timestamp>,
        cancel_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    exchange_rates (id) {
        id -> Integer,
        from_currency -> Text,
        to_currency -> Text,
        rate -> Text,
        on_day -> Date,
        source -> Text,
        added_by -> Integer,
        added_at -> Timestamp,
    }
}

diesel::table! {
    relationships (id) {
        id -> Integer,
        key -> Nullable<Text>,
        organisation_id -> Integer,
        counterpart_id -> Integer,
        kind -> Text,
        protocol -> Text,
        state -> Text,
        started -> Nullable<Text>,
        ended -> Nullable<Text>,
        description -> Text,
        sources -> Text,
        source -> Text,
        note -> Text,
        version -> Integer,
    }
}

diesel::table! {
    organisation_members (group_id, member_id) {
        group_id -> Integer,
        member_id -> Integer,
    }
}

diesel::table! {
    report_narratives (report_id, activity_id) {
        report_id -> Integer,
        activity_id -> Integer,
        words -> Text,
    }
}

diesel::table! {
    reports (id) {
        id -> Integer,
        idempotency_key -> Text,
        plan_id -> Integer,
        author_id -> Integer,
        title -> Text,
        meeting -> Text,
        first_day -> Date,
        last_day -> Date,
        lang -> Text,
        introduction -> Text,
        created_at -> Timestamp,
        frozen_at -> Nullable<Timestamp>,
        frozen_by_id -> Nullable<Integer>,
        document -> Nullable<Text>,
        fingerprint -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    reminder_rules (id) {
        id -> Integer,
        activity_id -> Nullable<Integer>,
        kind -> Text,
        steps -> Text,
        every_days -> Nullable<Integer>,
        escalates_after -> Nullable<Integer>,
    }
}

diesel::table! {
    reminder_choices (person_id, kind) {
        person_id -> Integer,
        kind -> Text,
        choice -> Text,
    }
}

diesel::table! {
    comments (id) {
        id -> Integer,
        idempotency_key -> Text,
        kind -> Text,
        key -> Integer,
        author_id -> Integer,
        text -> Text,
        is_urgent -> Bool,
        commented_at -> Timestamp,
    }
}

diesel::table! {
    comment_recipients (comment_id, person_id) {
        comment_id -> Integer,
        person_id -> Integer,
        mailed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    search_entries (id) {
        id -> Integer,
        area -> Text,
        key -> Text,
        address -> Text,
        title -> Text,
        text -> Text,
        words -> Text,
    }
}

diesel::table! {
    search_queue (kind, key) {
        kind -> Text,
        key -> Integer,
    }
}

diesel::table! {
    reminder_requests (id) {
        id -> Integer,
        kind -> Text,
        subject_kind -> Text,
        subject_id -> Integer,
        on_day -> Date,
        requested_by -> Integer,
        requested_at -> Timestamp,
    }
}

diesel::table! {
    reminder_looks (person_id) {
        person_id -> Integer,
        looked_on -> Date,
    }
}

diesel::table! {
    reminder_digests (id) {
        id -> Integer,
        person_id -> Integer,
        on_day -> Date,
        message_id -> Text,
        queued_at -> Timestamp,
    }
}

diesel::table! {
    reminders_told (person_id, kind, subject_kind, subject_id, due_on, step) {
        person_id -> Integer,
        kind -> Text,
        subject_kind -> Text,
        subject_id -> Integer,
        due_on -> Date,
        step -> Integer,
        digest_id -> Integer,
    }
}

diesel::joinable!(activities -> people (lead_id));
diesel::joinable!(activities -> plans (plan_id));
diesel::joinable!(activities -> topics (topic_id));
diesel::joinable!(activity_revisions -> topics (topic_id));
diesel::joinable!(activity_decisions -> decisions (decision_code));
diesel::joinable!(activity_partners -> activities (activity_id));
diesel::joinable!(activity_partners -> organisations (organisation_id));
diesel::joinable!(attachment_pieces -> attachments (attachment_id));
diesel::joinable!(attachments -> people (added_by));
diesel::joinable!(calendar_addresses -> people (person_id));
diesel::joinable!(deliveries -> people (author_id));
diesel::joinable!(event_details -> events (event_id));
diesel::joinable!(events -> people (author_id));
diesel::joinable!(exchange_rates -> people (added_by));
diesel::joinable!(audit_entries -> people (actor_id));
diesel::joinable!(audit_entries -> history (history_id));
diesel::joinable!(history -> people (actor_id));
diesel::joinable!(indicators -> activities (activity_id));
diesel::joinable!(indicators -> units (unit));
diesel::joinable!(measurements -> people (author_id));
diesel::joinable!(objective_links -> activities (activity_id));
diesel::joinable!(objective_links -> objectives (objective_id));
diesel::joinable!(outcome_evidence -> people (author_id));
diesel::joinable!(people -> organisations (organisation_id));
diesel::joinable!(precedents -> countries (country));
diesel::joinable!(progress_updates -> people (author_id));
diesel::joinable!(comments -> people (author_id));
diesel::joinable!(comment_recipients -> comments (comment_id));
diesel::joinable!(reminder_requests -> people (requested_by));
diesel::joinable!(reminders_told -> reminder_digests (digest_id));
diesel::joinable!(sessions -> people (person_id));
diesel::joinable!(update_drafts -> activities (activity_id));

diesel::allow_tables_to_appear_in_same_query!(
    activities,
    activity_decisions,
    activity_dependencies,
    activity_followers,
    activity_partners,
    activity_revisions,
    attachment_pieces,
    attachments,
    calendar_addresses,
    contribution_activities,
    contribution_payments,
    contributions,
    countries,
    data_version,
    decisions,
    deliveries,
    event_activities,
    event_co_organisers,
    event_countries,
    event_details,
    event_groups,
    event_versions,
    events,
    exchange_rates,
    expected_results,
    expenditures,
    focal_areas,
    framework_notes,
    framework_priorities,
    frameworks,
    audit_entries,
    history,
    indicator_terms,
    indicators,
    links,
    mail_outages,
    measurements,
    objective_indicators,
    objective_links,
    objective_outcomes,
    objectives,
    organisation_members,
    monitoring_settings,
    organisations,
    outbox,
    outcome_evidence,
    outputs,
    people,
    plans,
    precedents,
    programme_items,
    progress_updates,
    relationships,
    report_narratives,
    reports,
    reminder_choices,
    reminder_digests,
    reminder_looks,
    reminder_requests,
    comments,
    comment_recipients,
    search_entries,
    search_queue,
    reminder_rules,
    reminders_told,
    sessions,
    settings,
    topics,
    units,
    update_drafts,
    update_wordings,
    version_activities,
    version_countries,
    version_groups,
    version_organisers,
);
