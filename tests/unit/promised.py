"""Every id of the dictionary of metrics, and every figure that each system of a province is asked
for, a line a system."""

DICTIONARY = """
    received resolved open completion on_time early overdue median_days online_submit end_to_end
    service_used service_end_to_end paid_online digitised result_digitised e_result reused vneid
    synced satisfied petition_on_time doc_online doc_signed no_signal weak_signal no_power
    no_broadband cut_off covered_3g covered_4g covered_5g network_joined portal_fresh incident_open
    incident_days task_on_time
""".split()  # noqa: SIM905
SYSTEMS = """
    overdue_finished overdue_open waiting p90_days
    procedures_published services_full services_partial services_online
    procedures_integrated
    fee_procedures_online
    doc_on_time docs_in docs_out work_files_online
    no_signal_people weak_signal_people no_power_people no_broadband_people cut_off_people
    stations masts stations_5g communes_fibre
    internet_users adults_smartphone households_smartphone households_fibre postal_broadband
    lan_agencies computers_per_official video_conferencing
    firewall_agencies antivirus_agencies incidents incident_closed incident_serious
    portals
    agencies_assessed papi_rank
    petitions petition_answered petition_open petition_late petition_satisfied
    tasks task_done task_open task_late
""".split()  # noqa: SIM905
