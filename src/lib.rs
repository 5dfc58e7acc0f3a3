//! Capacity Tracker: the web application around the rules (`domain`) and the pages (`views`).

pub mod admin;
pub mod app;
pub mod attachment;
pub mod auth;
pub mod config;
pub mod db;
pub mod demo;
pub mod error;
pub mod export;
pub mod mail;
pub mod participant_list;
pub mod plan_data;
pub mod reminder;
pub mod signal;
pub mod web;
